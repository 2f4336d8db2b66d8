z0077-----
r f BC-QY--Ferry 1stLd-Writethru   03-04 0120
^BC-QY--Ferry, 1st Ld-Writethru,120<
^Ferry returns to Quenby after winter of repairs<
^Eds: Adds fare.<
^By ILKA VOSS=
^Meridian Wire=
	   QUENBY (MW) _ The harbour board said the new ramp had cost 2.4 million marks, half of it paid by the islanders themselves.
 
	   Work begins in May.
^ Tons  Fare
Quenby Quay 12  4

	   MW-WF-03-04-24 0812GMT<


z0078-----
r f BC-QY--Ferry 1stLd-Writethru   03-04 0120
^BC-QY--Ferry, 2nd Ld-Writethru,120<
^Ferry returns to Quenby after winter of repairs<
^Eds: Adds fare.<
^By ILKA VOSS=
^Meridian Wire=
	   QUENBY (MW) _ The harbour board said the new ramp had cost 2.4 million marks, half of it paid by the islanders themselves.
 
	   Work begins in May.
^ Tons  Fare
Quenby Quay 12  4

	   MW-WF-03-04-24 0930GMT<


