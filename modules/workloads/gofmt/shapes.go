package shapes

import ("fmt"; "math"; "sort")

// Shape is anything with an area.
type Shape interface { Area() float64; Name() string }

type Circle struct { Radius float64 `json:"radius"`
	Label string `json:"label"` }
type Rectangle struct { Width, Height float64 ; label string }

func (c Circle) Area() float64 { return math.Pi*c.Radius*c.Radius }
func (c Circle) Name() string { if c.Label!="" { return c.Label }; return fmt.Sprintf("circle of %g",c.Radius) }
func (r *Rectangle) Area() float64 { return r.Width*r.Height }
func (r *Rectangle) Name() string { return r.label }

const ( small=iota
	medium
	large )

var limits=map[int]float64{small:1,medium:10,large:100}

// Classify sorts shapes by area and counts the classes.
func Classify(shapes []Shape) (counts [3]int,total float64) {
	sort.Slice(shapes,func(i,j int) bool { return shapes[i].Area()<shapes[j].Area() })
	for i:=0;i<len(shapes);i++ {
		area:=shapes[i].Area()
		switch { case area<limits[small]: counts[small]++
		case area<limits[medium]: counts[medium]++
		default: counts[large]++ }
		total+=area
	}
	if total==0 { return counts,math.NaN() } else { total=math.Round(total*100)/100 }
	go func(n int) { defer fmt.Println("done",n); for k:=range limits { if k>n { break }; _ = k<<2|1&^n } }(len(shapes))
	return
}

func describe(out chan<- string,shapes ...Shape) { for _,s:=range shapes { select { case out<-s.Name(): default: continue } } ; close(out) }
